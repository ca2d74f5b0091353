namespace Isotherm.Domain;

/// <summary>A block's place and identity.</summary>
/// <param name="Number">Height.</param>
/// <param name="Hash">Lower-case <c>0x</c> and 64 hex digits.</param>
public sealed record BlockRef(ulong Number, string Hash)
{
    /// <inheritdoc />
    public override string ToString() => $"{Number} ({Hash})";
}
