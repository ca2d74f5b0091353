using System.Text.Json.Nodes;

namespace Isotherm.Cli.Drafting;

/// <summary>Maps a contract's events to effects by the names and types of events and parameters; what it cannot map it leaves out, with the reason.</summary>
internal static class EventMapper
{
    /// <summary>Events for the draft, and those left out, both in the ABI's order.</summary>
    public static (IReadOnlyList<DraftedEvent> Mapped, IReadOnlyList<LeftOutEvent> LeftOut) Map(AbiContract contract)
    {
        var mapped = new List<DraftedEvent>();
        var leftOut = new List<LeftOutEvent>(contract.Nameless);
        foreach (var (signature, parsed) in contract.Events)
        {
            var draft = new EventDraft(parsed);
            var reason = Vocabulary.Foreign.Contains(parsed.Name) ? "it is a library's own and says nothing about clusters"
                : !EventRules.TryDraft(draft) ? "no effect goes by such a name"
                : draft.Missing;
            if (reason is null)
            {
                mapped.Add(draft.Finish(signature));
            }
            else
            {
                leftOut.Add(new LeftOutEvent(signature, reason));
            }
        }

        return (ClustersAsNodes(mapped), leftOut);
    }

    // A contract without machines of its own: each cluster gets one node of its own id, so that its stake has a holder.
    private static List<DraftedEvent> ClustersAsNodes(List<DraftedEvent> mapped)
    {
        if (mapped.Any(e => e.Effects.Any(f => f.Effect == "node.add")))
        {
            return mapped;
        }

        for (var i = 0; i < mapped.Count; i++)
        {
            if (mapped[i].Effects.FirstOrDefault(f => f.Effect == "cluster.register") is { } register)
            {
                var cluster = register.Arguments.Single(a => a.Key == "cluster").Value;
                var gpus = Candidate.Of(mapped[i].Event).FirstOrDefault(c => Vocabulary.Gpus.IsIn(c.Words));
                var node = new DraftedEffect("node.add", [new("node", cluster), new("cluster", cluster), new("gpus", gpus is null ? new JsonObject { ["literal"] = 1 } : JsonValue.Create(gpus.Path))]);
                mapped[i] = mapped[i] with
                {
                    Effects = [.. mapped[i].Effects, node],
                    Sureness = Sureness.Guess,
                    Notes = [.. mapped[i].Notes, $"no event adds nodes: each cluster gets one, with {(gpus is null ? "1 GPU" : $"'{gpus.Path}' GPUs")}"],
                };
            }
        }

        return mapped;
    }
}
