using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Channels;

/// <summary>A message for the owner's page.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Owner">The account.</param>
/// <param name="At">When it was put up.</param>
/// <param name="Message">What it says.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">Plain lines for people, all that spec 6.8 asks.</param>
public sealed record Notice(string Id, string Owner, DateTimeOffset At, AlertMessage Message, string Title, string Text);
