/** A page that was made while building. */
export default function Page() {
  return (
    <main>
      <h1>A page made once</h1>
      <p>For everybody.</p>
    </main>
  )
}
