using System.Text.Json;

namespace Isotherm.Server.Wire;

/// <summary>An alert rule.</summary>
/// <param name="Rule">The rule as docs/protocol.md has it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
internal sealed record AlertRuleBody(JsonElement Rule, string CreatedAt, string UpdatedAt);
