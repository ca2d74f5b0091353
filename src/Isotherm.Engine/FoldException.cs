using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>A block or one of its facts does not fit the state. The state is as it was before the call.</summary>
public sealed class FoldException : Exception
{
    /// <summary>Says what does not fit.</summary>
    /// <param name="what">What was found, for example "node 7 is unknown".</param>
    /// <param name="expected">What would have fitted, for example "an active node".</param>
    /// <param name="block">The block that was being applied or undone.</param>
    /// <param name="fact">The fact, or null where the block itself does not fit.</param>
    /// <param name="factIndex">The fact's place in its block, from 0; -1 without a fact.</param>
    public FoldException(string what, string expected, BlockRef block, Fact? fact = null, int factIndex = -1)
        : base(Sentence(what, expected, block, fact, factIndex))
    {
        Block = block;
        Fact = fact;
        FactIndex = factIndex;
        Expected = expected;
    }

    /// <summary>The block that was being applied or undone.</summary>
    public BlockRef Block { get; }

    /// <summary>The fact that does not fit; null where the block itself does not.</summary>
    public Fact? Fact { get; }

    /// <summary>The fact's place in its block, from 0; -1 without a fact.</summary>
    public int FactIndex { get; }

    /// <summary>What would have fitted.</summary>
    public string Expected { get; }

    private static string Sentence(string what, string expected, BlockRef block, Fact? fact, int factIndex) =>
        fact is null
            ? $"Block {block}: {what}; expected {expected}."
            : $"Block {block}, fact {factIndex} ({fact.GetType().Name}): {what}; expected {expected}.";
}
