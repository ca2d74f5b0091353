using System.Text.Json;

namespace Isotherm.Server.Wire;

/// <summary>A message that was made, whether or not it went anywhere.</summary>
/// <param name="CreatedAt">When.</param>
/// <param name="Message">The message as docs/protocol.md has it.</param>
internal sealed record AlertMessageBody(string CreatedAt, JsonElement Message);
