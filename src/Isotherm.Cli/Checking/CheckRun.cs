using Isotherm.Chains.Checking;
using Isotherm.Chains.Evm;

namespace Isotherm.Cli.Checking;

/// <summary>Checks files: each for itself, all for repeated ids, and, when asked to, against a node.</summary>
internal static class CheckRun
{
    /// <summary>Checks, and reports to the terminal.</summary>
    /// <returns>One of <see cref="ExitCode"/>; what could not be used outweighs problems.</returns>
    public static async Task<int> RunAsync(CheckRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var files = OneManifestPerId([.. request.Files.Select(CheckedFile.Read)]);
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = await PlayAsync(files[i], cancellation);
        }

        if (request.Node is not null || request.UseEndpoints)
        {
            for (var i = 0; i < files.Length; i++)
            {
                files[i] = await AskAsync(files[i], request, terminal, cancellation);
            }
        }

        if (request.AsJson)
        {
            CheckJson.Write(files, terminal.Output);
        }
        else
        {
            CheckText.Write(files, terminal);
        }

        return files.Any(f => f.Unusable is not null) ? ExitCode.Unusable : files.All(f => f.IsGood) ? ExitCode.Ok : ExitCode.Problems;
    }

    private static CheckedFile[] OneManifestPerId(CheckedFile[] files)
    {
        var first = new Dictionary<string, CheckedFile>(StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++)
        {
            if (files[i].Source.Id is { } id && !first.TryAdd(id, files[i]))
            {
                files[i] = files[i].With([new ManifestFinding(files[i].Source.RepeatedId(first[id].File, first[id].Source), false)]);
            }
        }

        return files;
    }

    private static async Task<CheckedFile> PlayAsync(CheckedFile file, CancellationToken cancellation) =>
        file.Manifest is { } manifest && await RecordingCheck.RunAsync(manifest, cancellation) is { } finding ? file.With([finding]) : file;

    private static async Task<CheckedFile> AskAsync(CheckedFile file, CheckRequest request, Terminal terminal, CancellationToken cancellation)
    {
        if (file.Manifest is not { Recorded: null } manifest)
        {
            return file; // what cannot be read as a manifest makes no claims, and a recording none that a node could judge
        }

        var silent = new List<string>();
        foreach (var url in request.Node is { } node ? [node] : manifest.Chain.Endpoints.Select(e => e.Http))
        {
            using var rpc = new JsonRpcClient(url);
            switch (await terminal.WatchAsync(progress => new NodeCheck(manifest, rpc).RunAsync(progress, cancellation)))
            {
                case NodeCheckResult.Answered answered:
                    return file.With(answered.Findings) with { Node = answered };
                case NodeCheckResult.Unanswered unanswered:
                    silent.Add(unanswered.Message);
                    break;
            }
        }

        return file with { Unusable = $"{string.Join("; ", silent)}; expected a node that answers" };
    }
}
