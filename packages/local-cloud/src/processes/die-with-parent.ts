/** Loaded before a child's own program: the child ends when the channel to its parent does, also if that was killed. */
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
