namespace Isotherm.Server.Auth.Wire;

/// <summary>A key that was made.</summary>
/// <param name="Key">What is known of it.</param>
/// <param name="Secret">The key itself, told this once.</param>
internal sealed record MadeKeyAnswer(KeyBody Key, string Secret)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => $"Key {Key.Id}";
}
