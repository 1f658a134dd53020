/** Version of the reader's rules, stored with each extraction; raise it whenever a change can alter what is read. */
export const readerVersion = '4';
