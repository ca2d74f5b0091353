namespace Isotherm.Chains.Following;

/// <summary>A value from a node, or why there is none.</summary>
internal readonly record struct Fetched<T>(T? Value, Trouble? Trouble)
    where T : class
{
    public static implicit operator Fetched<T>(T value) => new(value, null);

    public static implicit operator Fetched<T>(Trouble trouble) => new(null, trouble);
}
