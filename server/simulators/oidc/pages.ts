import { Html, html, nothing, page } from '../frame/html.ts'
import type { Reply } from '../frame/http.ts'
import { people, shownName } from '../people.ts'

export function loginPage(uid: string, formTarget: string, problem: { text: string; number: string } | null): Reply {
  const action = `/oidc/dang-nhap/${uid}`
  return page(
    'Đăng nhập tài khoản định danh điện tử',
    html`${problem ? html`<p role="alert" id="problem">${problem.text}</p>` : nothing}
<form method="post" action="${action}">
<fieldset><legend>Chọn một người dùng thử</legend>${people.map(
      (one, index) =>
        html`<label class="choice"><input type="radio" name="person" value="${one.SoDinhDanh}"${index === 0 ? html` checked` : nothing}> ${shownName(one)} – ${one.SoDinhDanh}</label>`,
    )}</fieldset>
<button class="main" type="submit" name="act" value="choose">Đăng nhập</button></form>
<form method="post" action="${action}">
<h2>Hoặc đăng nhập bằng số định danh và mật khẩu</h2>
<label for="number">Số định danh cá nhân hoặc mã số doanh nghiệp</label>
<input type="text" id="number" name="number" autocomplete="username" inputmode="numeric" value="${problem?.number ?? ''}"${problem ? html` aria-invalid="true" aria-describedby="problem"` : nothing}>
<label for="password">Mật khẩu</label>
<input type="password" id="password" name="password" autocomplete="current-password"${problem ? html` aria-invalid="true" aria-describedby="problem"` : nothing}>
<button type="submit" name="act" value="password">Đăng nhập bằng mật khẩu</button></form>
<form class="plain" method="post" action="${action}"><button type="submit" name="act" value="cancel">Hủy, quay lại</button></form>`,
    { status: problem ? 401 : 200, formTargets: [formTarget] },
  )
}

/** `form` comes from the provider library; our button belongs to it by its id. */
export function logoutPage(form: string, formTarget: string): Reply {
  return page(
    'Đăng xuất tài khoản định danh điện tử',
    html`<p>Bạn có muốn đăng xuất khỏi tài khoản định danh điện tử trên trình duyệt này không?</p>${new Html(form)}
<button class="main" type="submit" form="op.logoutForm" name="logout" value="yes">Đăng xuất</button><button type="submit" form="op.logoutForm">Ở lại</button>`,
    { formTargets: [formTarget] },
  )
}

export const loggedOutPage = (publicUrl: string): Reply =>
  page(
    'Đã đăng xuất',
    html`<p>Bạn đã đăng xuất tài khoản định danh điện tử.</p><p><a href="${publicUrl}">Về trang dịch vụ công</a></p>`,
  )

export const errorPage = (code: string, detail: string, publicUrl: string): Reply =>
  page(
    'Không đăng nhập được',
    html`<p role="alert">Yêu cầu đăng nhập không hợp lệ hoặc đã hết hạn.</p><p class="hint">${code}${detail ? `: ${detail}` : ''}</p><p><a href="${publicUrl}">Về trang dịch vụ công</a></p>`,
    { status: 400 },
  )
