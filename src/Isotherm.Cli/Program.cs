using Isotherm.Cli;

// Ctrl-C ends what is under way, and then the program.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await CommandTree.RunAsync(args, Terminal.OfProcess(), stop.Token);
