using System.Text.Json.Serialization;

namespace Isotherm.Server.Wire;

/// <summary>An error as RFC 9457 problem details.</summary>
/// <param name="Type"><c>/problems/</c> and a name from docs/protocol.md.</param>
/// <param name="Title">The kind of error.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">This error in one sentence.</param>
/// <param name="Instance">Path of the request.</param>
/// <param name="Parameter">The parameter at fault; only with <c>invalid-parameter</c>.</param>
/// <param name="Value">Its value as sent, cut to 100 characters.</param>
/// <param name="Expected">What it should have been.</param>
/// <param name="Reason">Which check refused a sign-in; only with <c>sign-in-refused</c>.</param>
/// <param name="Problems">All that is wrong with a body; only with <c>invalid-body</c>.</param>
internal sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string? Instance = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Parameter = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Expected = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldProblemBody>? Problems = null);
