using System.Globalization;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Manifests;

namespace Isotherm.Cli.Drafting;

/// <summary>Drafts a manifest: reads the ABI, asks the node, maps events, writes the draft, and says how sure all of it is.</summary>
internal static class InitRun
{
    private const string Untitled = "draft.json";

    /// <summary>Drafts, and reports to the terminal.</summary>
    /// <returns>One of <see cref="ExitCode"/>; a draft that needs a hand is still a draft.</returns>
    public static async Task<int> RunAsync(InitRequest request, Terminal terminal, CancellationToken cancellation)
    {
        if (request is { Output: { } taken, Force: false } && File.Exists(taken))
        {
            return Refuse(terminal, $"{taken} is there already; --force replaces it");
        }

        var (contract, problem) = AbiFile.Read(request.Abi);
        if (contract is null)
        {
            return Refuse(terminal, problem!);
        }

        NodeFacts? facts = null;
        if (request.Node is { } url)
        {
            using var rpc = new JsonRpcClient(url);
            (facts, problem) = await terminal.WatchAsync(progress => new NodeReader(rpc, contract, request.Address).ReadAsync(progress, cancellation));
            if (facts is null)
            {
                return Refuse(terminal, problem!);
            }
        }

        var (mapped, leftOut) = EventMapper.Map(contract);
        if (mapped.Count == 0)
        {
            terminal.Say($"{request.Abi}: none of its {contract.Events.Count + contract.Nameless.Count} events is one that an effect knows; expected a settlement contract's ABI");
            return ExitCode.Problems;
        }

        var draft = new ManifestDraft(request, contract, facts, mapped);
        var text = draft.Write();
        if (!await WriteAsync(text, request.Output, terminal, cancellation))
        {
            return ExitCode.Unusable;
        }

        Tell(request, terminal, mapped, leftOut, draft.Notes, text);
        return ExitCode.Ok;
    }

    private static async Task<bool> WriteAsync(string text, string? path, Terminal terminal, CancellationToken cancellation)
    {
        if (path is null)
        {
            await terminal.Output.WriteAsync(text);
            return true;
        }

        try
        {
            await File.WriteAllTextAsync(path, text, cancellation);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refuse(terminal, $"{path}: expected a file that can be written: {e.Message}");
            return false;
        }
    }

    private static void Tell(InitRequest request, Terminal terminal, IReadOnlyList<DraftedEvent> mapped, IReadOnlyList<LeftOutEvent> leftOut, IReadOnlyList<string> notes, string text)
    {
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Drafted {request.Output ?? "a manifest"} from {request.Abi}: {mapped.Count} events mapped, {leftOut.Count} left out."));
        foreach (var sureness in Enum.GetValues<Sureness>())
        {
            foreach (var drafted in mapped.Where(e => e.Sureness == sureness))
            {
                terminal.Say($"  {sureness.ToString().ToLowerInvariant(),-6} {drafted.Event.Name}: {string.Join("; ", drafted.Effects.Select(Describe))}");
                foreach (var note in drafted.Notes)
                {
                    terminal.Say($"         look: {note}");
                }
            }
        }

        foreach (var (signature, reason) in leftOut)
        {
            terminal.Say($"  left out {signature["event ".Length..]}: {reason}");
        }

        foreach (var note in notes)
        {
            terminal.Say($"  look at {note}");
        }

        if (ManifestReader.ReadText(text) is ManifestResult.Invalid invalid)
        {
            foreach (var open in invalid.Problems)
            {
                terminal.Say(open.In(request.Output ?? Untitled));
            }
        }
    }

    private static string Describe(DraftedEffect effect) =>
        $"{effect.Effect}({string.Join(", ", effect.Arguments.Select(a => a.Value is System.Text.Json.Nodes.JsonObject constant ? $"{a.Key} = {constant["literal"]!.ToJsonString()}" : $"{a.Key} ← {a.Value.GetValue<string>()}"))})";

    private static int Refuse(Terminal terminal, string sentence)
    {
        terminal.Say($"isotherm: {sentence}.");
        return ExitCode.Unusable;
    }
}
