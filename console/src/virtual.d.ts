declare module 'virtual:contract-values' {
  const values: unknown;
  export default values;
}
