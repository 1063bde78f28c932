// The decoders print what they dislike about a file, from their WebAssembly and from JavaScript; the refusal says it already. They take
// hold of the console when they are loaded, so this is imported before them, and in their thread only.
for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) console[method] = () => {};
