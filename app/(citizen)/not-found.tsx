export { default, generateMetadata } from '../(public)/not-found.tsx'
