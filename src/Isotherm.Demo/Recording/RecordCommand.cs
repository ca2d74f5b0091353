using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Isotherm.Demo.Recording;

/// <summary>The command <c>record</c>.</summary>
internal static class RecordCommand
{
    private static readonly Option<string> Network = new("--network") { Description = "The manifest of a recorded network with dated requirements, such as networks/io-net.json.", Required = true };

    private static readonly Option<ulong> Seed = new("--seed") { Description = "Decides everything that is recorded.", DefaultValueFactory = _ => 1 };

    private static readonly Option<string> Out = new("--out") { Description = "Folder for the recording and its manifest.", Required = true };

    private static readonly Option<double?> Speed = new("--speed") { Description = "Recorded seconds in a second, 0.1 to 100000, in place of the manifest's." };

    /// <summary>The command.</summary>
    public static Command Make(CancellationToken stop)
    {
        Speed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } speed and (< 0.1 or > 100_000))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--speed {speed}: expected 0.1 to 100000."));
            }
        });
        Command command = new("record", "Writes a seeded recording of a simulated network, and the manifest to play it with.") { Network, Seed, Out, Speed };
        command.SetAction((result, _) => RunAsync(
            new RecordOptions(result.GetRequiredValue(Network), result.GetRequiredValue(Seed), result.GetRequiredValue(Out), result.GetValue(Speed)), stop));
        return command;
    }

    private static async Task<int> RunAsync(RecordOptions options, CancellationToken stop)
    {
        try
        {
            var manifest = await Recorder.RecordAsync(options, stop).ConfigureAwait(false);
            await Console.Out.WriteLineAsync($"recorded {Recorder.Days} days for {manifest} (seed {options.Seed})").ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            await Console.Error.WriteLineAsync($"isotherm demo: {e.Message}").ConfigureAwait(false);
            return 1;
        }
    }
}
