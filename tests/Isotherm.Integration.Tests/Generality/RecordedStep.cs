using Isotherm.Domain;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>What a follower brought, with what the contract said then.</summary>
internal abstract record RecordedStep
{
    /// <summary>A block with its logs and the contract's answers at it.</summary>
    public sealed record Extend(Block Block, BondAnswers Contract) : RecordedStep;

    /// <summary>Blocks above this were orphaned.</summary>
    public sealed record Rewind(BlockRef To) : RecordedStep;
}
