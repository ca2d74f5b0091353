namespace Isotherm.Server.Api;

/// <summary>What a block selector means.</summary>
internal enum BlockTag
{
    /// <summary>The last committed block.</summary>
    Latest,

    /// <summary>The last confirmed block (spec 3.2).</summary>
    Confirmed,

    /// <summary>The node's safe block.</summary>
    Safe,

    /// <summary>The node's finalized block.</summary>
    Finalized,

    /// <summary>A height.</summary>
    Number,
}
