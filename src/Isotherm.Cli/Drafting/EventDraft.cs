using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Cli.Drafting;

/// <summary>An event on its way into the draft: its effects as rules add them, and how sure they are.</summary>
internal sealed class EventDraft(AbiEvent parsed)
{
    private static readonly Term Identity = new("id key", "");
    private readonly List<EffectDraft> _effects = [];
    private readonly List<string> _notes = [];

    /// <summary>The words of the event's name.</summary>
    public IReadOnlyList<string> Words { get; } = Drafting.Words.Of(parsed.Name);

    /// <summary>What its effects can read.</summary>
    public IReadOnlyList<Candidate> Candidates { get; } = Candidate.Of(parsed);

    /// <summary>As of the least sure part so far.</summary>
    public Sureness Sureness { get; private set; }

    /// <summary>Why the event cannot be used; null while it can.</summary>
    public string? Missing { get; private set; }

    /// <summary>Numbers that are amounts rather than identities.</summary>
    public IEnumerable<Candidate> Amounts => Candidates.Where(c =>
        c.Type is AbiType.UnsignedInteger or AbiType.SignedInteger
        && !Identity.IsIn(c.Words) && !Vocabulary.Cluster.IsIn(c.Words) && !Vocabulary.Node.IsIn(c.Words) && !Vocabulary.Class.IsIn(c.Words));

    /// <summary>Whether the name speaks of all of these.</summary>
    public bool Speaks(params ReadOnlySpan<Term> terms)
    {
        foreach (var term in terms)
        {
            if (!term.IsIn(Words))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Counts how surely the name was understood.</summary>
    public EventDraft By(params ReadOnlySpan<Term> terms)
    {
        foreach (var term in terms)
        {
            Doubt(term.In(Words) ?? Sureness.Guess);
        }

        return this;
    }

    /// <summary>Begins an effect.</summary>
    public EffectDraft Effect(string name)
    {
        var effect = new EffectDraft(this, name);
        _effects.Add(effect);
        return effect;
    }

    /// <summary>It is at most this sure.</summary>
    public void Doubt(Sureness sureness) => Sureness = sureness > Sureness ? sureness : Sureness;

    /// <summary>It is a guess, and this is what a person should look at.</summary>
    public void Note(string note)
    {
        Doubt(Sureness.Guess);
        _notes.Add(note);
    }

    /// <summary>It cannot be used.</summary>
    public void Lacks(string why) => Missing ??= why;

    /// <summary>The finished event.</summary>
    public DraftedEvent Finish(string signature) => new(signature, parsed, [.. _effects.Select(e => e.Finish())], Sureness, _notes);
}
