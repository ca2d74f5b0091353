namespace Isotherm.Alerts.Channels;

/// <summary>A way by which an account's alerts leave the house.</summary>
/// <param name="Id">Unique; 1–64 of <c>a–z 0–9 -</c>.</param>
/// <param name="Owner">The account.</param>
/// <param name="Name">The owner's own, 1–64 characters.</param>
/// <param name="Settings">What its kind needs.</param>
/// <param name="Enabled">False: nothing is sent, and what waits for it is dead.</param>
public sealed record Channel(string Id, string Owner, string Name, ChannelSettings Settings, bool Enabled)
{
    /// <summary>Where it leads.</summary>
    public ChannelKind Kind => Settings.Kind;

    /// <summary>A text in which this channel's secrets, should it hold them, are dots; also as basic authentication encodes them.</summary>
    public string Redact(string text)
    {
        foreach (var (_, secret) in Settings.Secrets)
        {
            foreach (var form in SecretForms.Of(Settings, secret))
            {
                text = text.Replace(form, "•••", StringComparison.OrdinalIgnoreCase);
            }
        }

        return text;
    }
}
