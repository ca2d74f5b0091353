using System.CommandLine;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Recording;

namespace Isotherm.Demo;

/// <summary>The commands and options.</summary>
internal static class CommandLine
{
    private static readonly Option<Uri> ChainUrl = new("--chain")
    {
        Description = "The Anvil node's http URL.",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:8545"),
        CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp
            ? url
            : Refuse<Uri>(result, $"--chain '{result.Tokens[0].Value}': expected an http URL such as http://127.0.0.1:8545."),
    };

    private static readonly Option<string> Data = new("--data") { Description = "Folder for the manifest and the chain's dump.", DefaultValueFactory = _ => ".isotherm/demo" };

    private static readonly Option<ulong> Seed = new("--seed") { Description = "Decides everything that happens; only used when deploying.", DefaultValueFactory = _ => 1 };

    private static readonly Option<int> Clusters = new("--clusters") { Description = "Clusters alive, 25 to 2000; only used when deploying.", DefaultValueFactory = _ => 300 };

    private static readonly Option<int> BlockTime = new("--block-time") { Description = "Seconds between blocks, 1 to 30.", DefaultValueFactory = _ => 2 };

    /// <summary>The signals are ours: System.CommandLine would end the process before the last dump is written.</summary>
    public static InvocationConfiguration NoTermination { get; } = new() { ProcessTerminationTimeout = null };

    /// <summary>The root command.</summary>
    public static RootCommand Build(CancellationToken stop)
    {
        Range(Clusters, 25, 2_000);
        Range(BlockTime, 1, 30);
        return
        [
            Make("deploy", "Deploys the demo network and writes its manifest.", thenDrive: false, stop),
            Make("drive", "Deploys unless that was done, then drives the chain until stopped.", thenDrive: true, stop),
            RecordCommand.Make(stop),
        ];
    }

    private static Command Make(string name, string description, bool thenDrive, CancellationToken stop)
    {
        Command command = new(name, description) { ChainUrl, Data, Seed, Clusters, BlockTime };
        command.SetAction((result, _) => RunAsync(
            new DemoOptions(
                result.GetRequiredValue(ChainUrl),
                result.GetRequiredValue(Data),
                result.GetRequiredValue(Seed),
                result.GetRequiredValue(Clusters),
                result.GetRequiredValue(BlockTime)),
            thenDrive,
            stop));
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, bool thenDrive, CancellationToken stop)
    {
        try
        {
            var program = new DemoProgram(options, TimeProvider.System, Console.Out);
            using var chain = await program.PrepareAsync(stop).ConfigureAwait(false);
            if (thenDrive)
            {
                await program.DriveAsync(chain, stop).ConfigureAwait(false);
            }

            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (e is NodeException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"isotherm demo: {e.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private static void Range(Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
        {
            result.AddError($"{option.Name} {value}: expected {least} to {most}.");
        }
    });

    private static T? Refuse<T>(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
