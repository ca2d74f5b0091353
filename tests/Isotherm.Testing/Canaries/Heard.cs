using System.Text.Json;

namespace Isotherm.Testing.Canaries;

/// <summary>One thing that was heard of a server.</summary>
/// <param name="where">For a failure's message.</param>
/// <param name="text">What was heard so far.</param>
internal sealed class Heard(string where, Func<string> text)
{
    /// <summary>For a failure's message.</summary>
    public string Where => where;

    /// <summary>What was heard so far.</summary>
    public string Text => text();

    /// <summary>Secrets that are given here by design, once.</summary>
    public HashSet<string> Given { get; } = new(StringComparer.Ordinal);

    /// <summary>What this answer's member <c>secret</c> is, if it is the answer to who made a key or a channel; else null.</summary>
    public SecretKind? Gives { get; init; }

    /// <summary>The secret that this answer gives by design, or null.</summary>
    public string? Gift(string told)
    {
        if (Gives is null)
            return null;
        try
        {
            using var body = JsonDocument.Parse(told);
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("secret", out var secret) ? secret.GetString() : null;
        }
        catch (JsonException)
        {
            return null; // cut short, or no JSON: nothing was given
        }
    }
}
