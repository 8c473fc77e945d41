export { handleSignOut as POST } from '#server/auth.ts'
