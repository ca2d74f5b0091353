using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isotherm.Server.Wire;

/// <summary>A channel, without secrets.</summary>
/// <param name="Channel">The channel as docs/protocol.md has it; <c>secretsSet</c> names the secrets that are set.</param>
/// <param name="Trouble">Why nothing is sent by it; null when nothing is wrong.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Secret">A signing secret that was made just now: it is shown this once; absent otherwise.</param>
internal sealed record AlertChannelBody(
    JsonElement Channel,
    string? Trouble,
    string CreatedAt,
    string UpdatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret = null);
