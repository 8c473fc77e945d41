export default function HomePage() {
  return (
    <div className="wrap">
      <h1>Một Cửa</h1>
    </div>
  )
}
