namespace Isotherm.Chains.Checking;

/// <summary>
/// What a contract's deployed code tells of its events. Compilers push an event's topic as a constant, so that code which pushes
/// topics, and runs no other contract's code in its name, emits only those that are in it.
/// </summary>
internal sealed class ContractCode
{
    private const byte Push1 = 0x60;
    private const byte Push32 = 0x7f;
    private const byte CallCode = 0xf2;
    private const byte DelegateCall = 0xf4;
    private readonly byte[] _code;
    private readonly bool _delegates;
    private readonly bool _pushesWords;

    public ContractCode(byte[] code)
    {
        _code = code;
        var end = WithoutMetadata(code);
        for (var at = 0; at < end; at++)
        {
            _delegates |= code[at] is CallCode or DelegateCall;
            _pushesWords |= code[at] == Push32;
            at += code[at] is >= Push1 and <= Push32 ? code[at] - Push1 + 1 : 0;
        }
    }

    /// <summary>Whether this code can never emit the topic, or does not know the function's selector; false where that cannot be told (a proxy, a library's caller, topics that are not constants).</summary>
    public bool Lacks(ReadOnlySpan<byte> constant) => _pushesWords && !_delegates && _code.AsSpan().IndexOf(constant.TrimStart((byte)0)) < 0;

    // Solidity's CBOR metadata behind the code: its length is in the last two bytes (Solidity documentation, "Contract Metadata").
    private static int WithoutMetadata(byte[] code)
    {
        var length = code.Length < 2 ? 0 : (code[^2] << 8) + code[^1] + 2;
        return length > 2 && length <= code.Length && code[^length] is >= 0xa1 and <= 0xa4 ? code.Length - length : code.Length;
    }
}
