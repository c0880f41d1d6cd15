using Bot.Commands;

return await CommandLine.Run(args);
