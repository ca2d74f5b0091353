using System.Numerics;
using System.Text;
using Isotherm.Chains.Evm;
using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>The values of an effect's arguments, read as the fact needs them.</summary>
internal readonly struct EffectValues(EffectKind kind, object[] values)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public NodeId Node(string name) => new(Number(name));

    public ClusterId Cluster(string name) => new(Number(name));

    public ClassId Class(string name) => new(Number(name));

    /// <summary>A number, or an identity as a big-endian integer.</summary>
    public BigInteger Number(string name) => this[name] switch
    {
        BigInteger number => number,
        byte[] bytes => new BigInteger(bytes, isUnsigned: true, isBigEndian: true),
        string address => new BigInteger(Hex.Decode(address), isUnsigned: true, isBigEndian: true),
        var other => throw new InvalidOperationException($"The reader let a {other.GetType().Name} through as '{name}'."),
    };

    public int Small(string name) => (int)Number(name);

    /// <summary>A text of at most 64 bytes without control characters.</summary>
    public string Text(string name) => FactText.Clean(this[name] switch
    {
        string text => text,
        byte[] bytes => Padded(bytes),
        var other => throw new InvalidOperationException($"The reader let a {other.GetType().Name} through as '{name}'."),
    });

    private object this[string name]
    {
        get
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (kind.Arguments[i].Name == name)
                {
                    return values[i];
                }
            }

            throw new InvalidOperationException($"Effect '{kind.Name}' has no argument '{name}'.");
        }
    }

    private static string Padded(byte[] bytes)
    {
        var text = bytes.AsSpan().TrimEnd((byte)0);
        try
        {
            var decoded = StrictUtf8.GetString(text);
            return decoded.Any(char.IsControl) ? Hex.Encode(bytes)[..Math.Min(64, 2 + (2 * bytes.Length))] : decoded;
        }
        catch (DecoderFallbackException)
        {
            return Hex.Encode(bytes)[..Math.Min(64, 2 + (2 * bytes.Length))];
        }
    }
}
