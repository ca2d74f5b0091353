using System.Text.Json;

namespace Isotherm.Server.Wire;

/// <summary>A message for the account's open page.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="At">When it was put up.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">Plain lines for people.</param>
/// <param name="Message">The message as docs/protocol.md has it.</param>
internal sealed record NoticeBody(string Id, string At, string Title, string Text, JsonElement Message);
