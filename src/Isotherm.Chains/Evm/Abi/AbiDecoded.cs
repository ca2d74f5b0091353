namespace Isotherm.Chains.Evm.Abi;

/// <summary>
/// What decoding gave. Values are <see cref="System.Numerics.BigInteger"/> (uintN, intN), <see cref="string"/> (string; address in
/// lower-case 0x-hex), <see cref="bool"/>, byte arrays (bytes, bytesN) or object arrays (arrays, tuples).
/// </summary>
public abstract record AbiDecoded
{
    private AbiDecoded()
    {
    }

    /// <summary>All values, in the order of the signature.</summary>
    /// <param name="Items">One value per parameter.</param>
    /// <param name="Parameters">What they are.</param>
    public sealed record Values(IReadOnlyList<object> Items, IReadOnlyList<AbiParameter> Parameters) : AbiDecoded
    {
        /// <summary>The value of a named parameter.</summary>
        /// <exception cref="KeyNotFoundException">The signature has no such name.</exception>
        public object this[string name]
        {
            get
            {
                for (var i = 0; i < Parameters.Count; i++)
                {
                    if (Parameters[i].Name == name)
                    {
                        return Items[i];
                    }
                }

                throw new KeyNotFoundException($"The signature has no parameter '{name}'.");
            }
        }
    }

    /// <summary>The bytes are not an encoding of these types.</summary>
    /// <param name="Reason">One sentence: what, where.</param>
    public sealed record Malformed(string Reason) : AbiDecoded;
}
