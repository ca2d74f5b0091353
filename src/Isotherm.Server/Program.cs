using Isotherm.Server;

return await Start.RunAsync(args, Console.Error);
