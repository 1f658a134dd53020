// Node has WebAssembly; the types of it come with those of the browser, which this code must not see.
declare namespace WebAssembly {
  class RuntimeError extends Error {}
}
