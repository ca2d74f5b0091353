using Isotherm.Server.Wire;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Api;

internal static partial class Problems
{
    /// <summary>400: a body that is not what it must be; each mistake with its place.</summary>
    public static ProblemResult InvalidBody(IReadOnlyList<FieldProblemBody> problems) => new(new ProblemBody(
        "/problems/invalid-body",
        "Invalid body",
        400,
        problems.Count == 1
            ? $"{Where(problems[0])}{problems[0].Message} Expected {problems[0].Expected}."
            : $"The body has {problems.Count} mistakes; the first: {Where(problems[0])}{problems[0].Message} Expected {problems[0].Expected}.",
        Problems: problems));

    /// <summary>As above, for one mistake.</summary>
    public static ProblemResult InvalidBody(string pointer, string message, string expected) => InvalidBody([new FieldProblemBody(pointer, message, expected)]);

    /// <summary>404: the account has nothing of this id.</summary>
    public static ProblemResult UnknownAlertItem(string what, string id) =>
        Of("unknown-" + what, "Unknown " + what, 404, $"You have no {what} \"{Cut(id)}\".");

    /// <summary>409: a channel that rules still name.</summary>
    public static ProblemResult ChannelInUse(string id, IReadOnlyList<string> rules) =>
        Of("channel-in-use", "Channel in use", 409, $"Channel \"{id}\" is named by {(rules.Count == 1 ? "rule" : "rules")} {string.Join(", ", rules.Take(5).Select(static rule => $"\"{rule}\""))}: change or delete {(rules.Count == 1 ? "it" : "them")} first.");

    /// <summary>409: the account has as many as it may.</summary>
    public static ProblemResult TooMany(string what, int limit) =>
        Of("too-many-" + what, "Too many " + what, 409, $"You have {limit} {what}, which is the limit: delete one first.");

    /// <summary>503: worth another try.</summary>
    public static ProblemResult Busy(string detail) => Of("busy", "Busy", 503, detail, 5);

    /// <summary>What a wish to keep something ended in, where it was not kept.</summary>
    public static ProblemResult? Of(KeepResult result, string what, string id, int limit) => result switch
    {
        KeepResult.Kept => null,
        KeepResult.Unknown => UnknownAlertItem(what, id),
        _ => TooMany(what + "s", limit),
    };

    private static string Where(FieldProblemBody problem) => problem.Pointer.Length == 0 ? "" : $"{problem.Pointer}: ";
}
