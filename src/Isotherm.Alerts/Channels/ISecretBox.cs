namespace Isotherm.Alerts.Channels;

/// <summary>Seals secrets for storage. The server implements it over ASP.NET data protection.</summary>
public interface ISecretBox
{
    /// <summary>Seals bytes.</summary>
    byte[] Protect(ReadOnlySpan<byte> plain);

    /// <summary>Opens what <see cref="Protect"/> made.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was made with other keys, or was changed.</exception>
    byte[] Unprotect(ReadOnlySpan<byte> sealedBytes);
}
