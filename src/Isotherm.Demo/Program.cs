using Isotherm.Demo;

using var stop = new StopSignal();
return await CommandLine.Build(stop.Token).Parse(args).InvokeAsync(CommandLine.NoTermination);
