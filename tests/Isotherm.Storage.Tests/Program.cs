using Isotherm.Storage.Tests.Crash;

namespace Isotherm.Storage.Tests;

/// <summary>Runs the tests, or, for <see cref="CrashTests"/>, the program that is killed.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) => args switch
    {
        [CrashWriter.Argument, var directory] => await CrashWriter.RunAsync(directory, Console.Out),
        _ when args.Any(a => a is "-automated" or "@@") => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
        _ => await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
            args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
