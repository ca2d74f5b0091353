using System.Text.Json.Nodes;
using Isotherm.Chains.Manifests;

namespace Isotherm.Cli.Drafting;

/// <summary>An effect whose arguments are being found among an event's parameters, by name and type.</summary>
internal sealed class EffectDraft(EventDraft draft, string name)
{
    private static readonly Term Identity = new("id key", "");
    private readonly List<KeyValuePair<string, JsonNode>> _arguments = [];
    private readonly HashSet<string> _used = [];

    /// <summary>An argument without which the event says nothing.</summary>
    public EffectDraft Take(string argument, Term term, Term? prefer = null)
    {
        if (Find(argument, term, prefer) is not { } found)
        {
            draft.Lacks($"no parameter could be '{argument}' of {name}: expected {Kind(argument).Expected}");
            return this;
        }

        return Use(argument, found.Candidate, found.Sureness);
    }

    /// <summary>An argument for which a constant stands in when no parameter could be it.</summary>
    public EffectDraft TakeOr(string argument, Term term, JsonNode standIn)
    {
        if (Find(argument, term, null) is { } found)
        {
            return Use(argument, found.Candidate, found.Sureness);
        }

        draft.Note($"no parameter could be '{argument}' of {name}; the constant {standIn.ToJsonString()} stands in");
        return Constant(argument, standIn);
    }

    /// <summary>An argument that is this parameter.</summary>
    public EffectDraft Use(string argument, Candidate candidate, Sureness sureness)
    {
        draft.Doubt(sureness);
        _used.Add(candidate.Path);
        _arguments.Add(new(argument, JsonValue.Create(candidate.Path)));
        return this;
    }

    /// <summary>An argument that is this constant.</summary>
    public EffectDraft Constant(string argument, JsonNode value)
    {
        _arguments.Add(new(argument, new JsonObject { ["literal"] = value.DeepClone() }));
        return this;
    }

    /// <summary>The finished effect.</summary>
    public DraftedEffect Finish() => new(name, _arguments);

    private EffectArgument Kind(string argument) => EffectCatalogue.ByName[name].Arguments.Single(a => a.Name == argument);

    private (Candidate Candidate, Sureness Sureness)? Find(string argument, Term term, Term? prefer)
    {
        var kind = Kind(argument);
        var fitting = draft.Candidates.Where(c => kind.Accepts(c.Type) && !_used.Contains(c.Path)).ToArray();
        if (fitting.FirstOrDefault(c => c.Path == argument) is { } exact)
        {
            return (exact, Sureness.Sure);
        }

        var named = fitting.Select(c => (Candidate: c, Sureness: term.In(c.Words))).Where(c => c.Sureness is not null)
            .OrderByDescending(c => prefer?.IsIn(c.Candidate.Words) ?? false).ThenBy(c => c.Sureness).ThenBy(c => c.Candidate.Words.Count)
            .Select(c => (c.Candidate, Sureness: c.Sureness!.Value)).ToArray();
        if (named.Length > 0)
        {
            return named[0];
        }

        // A lone "id" is the event's subject, whatever that is.
        var lone = kind.Kind == ArgumentKind.Id ? [.. fitting.Where(c => c.Words.All(w => Identity.IsIn([w])))] : Array.Empty<Candidate>();
        if (lone.Length != 1)
        {
            return null;
        }

        draft.Note($"'{lone[0].Path}' is taken as '{argument}' of {name}");
        return (lone[0], Sureness.Guess);
    }
}
