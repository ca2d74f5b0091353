namespace Isotherm.Server.Auth.Callers;

/// <summary>Something open by a session or a key.</summary>
internal sealed class LiveLink(LiveLinks links, string credential, CancellationTokenSource source) : IDisposable
{
    /// <summary>Cancelled when it must end.</summary>
    public CancellationToken Token { get; } = source.Token;

    /// <inheritdoc />
    public void Dispose() => links.Close(credential, source);
}
