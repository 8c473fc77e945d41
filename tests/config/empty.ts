// Stands in for `server-only`, which has a meaning only inside the Next bundler.
export {}
