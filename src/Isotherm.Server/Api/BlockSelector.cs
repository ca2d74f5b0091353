using System.Globalization;

namespace Isotherm.Server.Api;

/// <summary>The <c>block</c> parameter: a tag or a number.</summary>
/// <param name="Tag">Which block is meant.</param>
/// <param name="Number">The number; only with <see cref="BlockTag.Number"/>.</param>
internal readonly record struct BlockSelector(BlockTag Tag, ulong Number)
{
    /// <summary>What a reader may write.</summary>
    public const string Expected = "latest, confirmed, safe, finalized or a block number";

    /// <summary>Reads the parameter; null is latest.</summary>
    public static bool TryParse(string? text, out BlockSelector selector)
    {
        BlockTag? tag = text switch
        {
            null or "latest" => BlockTag.Latest,
            "confirmed" => BlockTag.Confirmed,
            "safe" => BlockTag.Safe,
            "finalized" => BlockTag.Finalized,
            _ => null,
        };
        ulong number = 0;
        selector = new BlockSelector(tag ?? BlockTag.Number, 0);
        if (tag is not null)
            return true;
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return false;
        selector = new BlockSelector(BlockTag.Number, number);
        return true;
    }

    /// <summary>The number it stands for now; null when there is none.</summary>
    public ulong? Resolve(NetworkRuntime network) => Tag switch
    {
        BlockTag.Latest => network.View.Published?.Picture.Block.Number,
        BlockTag.Confirmed => network.View.Published?.Confirmed,
        BlockTag.Safe => network.Chain.Safe,
        BlockTag.Finalized => network.Chain.Finalized,
        _ => Number,
    };
}
