using System.Globalization;
using System.Numerics;
using Isotherm.Server.Wire;
using Isotherm.Storage;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Api;

/// <summary>Every error the API gives, as RFC 9457 problem details.</summary>
internal static partial class Problems
{
    private const int ValueShown = 100;

    /// <summary>404: no such network.</summary>
    public static ProblemResult UnknownNetwork(string id) =>
        Of("unknown-network", "Unknown network", 404, $"This server follows no network \"{Cut(id)}\"; GET /api/v1/networks lists those it follows.");

    /// <summary>404: no such cluster at that block.</summary>
    public static ProblemResult UnknownCluster(BigInteger id, ulong block) =>
        Of("unknown-cluster", "Unknown cluster", 404, string.Create(CultureInfo.InvariantCulture, $"No cluster {id} is registered at block {block}."));

    /// <summary>400: a parameter that can't be read.</summary>
    public static ProblemResult InvalidParameter(string name, string value, string expected) =>
        new(new ProblemBody(
            "/problems/invalid-parameter",
            "Invalid parameter",
            400,
            $"Parameter {name} is \"{Cut(value)}\"; expected {expected}.",
            Parameter: name,
            Value: Cut(value),
            Expected: expected));

    /// <summary>404: a block that is not recorded, or a tag that the node does not have.</summary>
    public static ProblemResult BlockNotAvailable(string block) =>
        Of("block-not-available", "Block not available", 404, $"Block \"{Cut(block)}\" is not on the recorded canonical chain.");

    /// <summary>406: no format that the client accepts.</summary>
    public static ProblemResult NotAcceptable(string accept) =>
        Of("not-acceptable", "Not acceptable", 406, $"Accept is \"{Cut(accept)}\"; this is to be had as application/json or text/csv.");

    /// <summary>503: nothing to show so far.</summary>
    public static ProblemResult NotReady(string network, string? problem) =>
        Of("not-ready", "Not ready", 503, $"Network \"{network}\" has no block so far. {problem}".TrimEnd(), 2);

    /// <summary>503: the limit of open streams is reached.</summary>
    public static ProblemResult TooManyViewers(int limit) =>
        Of("too-many-viewers", "Too many viewers", 503, string.Create(CultureInfo.InvariantCulture, $"All {limit} streams of this server are in use."), 10);

    /// <summary>503 for a journal or accounts that can't be read, with their sentence; 500 for any other fault of a request.</summary>
    public static ProblemResult Of(Exception? fault) => fault switch
    {
        JournalRefusedException refused => Of("journal-unusable", "Journal unusable", 503, refused.Message, 10),
        AccountsRefusedException refused => Of("accounts-unusable", "Accounts unusable", 503, refused.Message, 10),
        BadHttpRequestException bad => ByStatus(bad.StatusCode),
        _ => ByStatus(500),
    };

    /// <summary>An error by status alone: routes, methods, faults.</summary>
    public static ProblemResult ByStatus(int status) => status switch
    {
        404 => Of("not-found", "Not found", status, "There is nothing at this address; /docs lists what there is."),
        405 => Of("method-not-allowed", "Method not allowed", status, "This address does not take that method; the Allow header names those it takes."),
        413 => Of("too-large", "Too large", status, "The request's body is larger than this address takes."),
        415 => Of("unsupported-media-type", "Unsupported media type", status, "This address takes application/json."),
        400 => Of("invalid-request", "Invalid request", status, "The request can't be read."),
        >= 500 => Of("internal", "Internal error", status, "The server failed at this request; its log says why."),
        _ => Of("refused", "Refused", status, "The server refused this request."),
    };

    private static ProblemResult Of(string type, string title, int status, string detail, int? retryAfterSeconds = null) =>
        new(new ProblemBody("/problems/" + type, title, status, detail)) { RetryAfterSeconds = retryAfterSeconds };

    private static string Cut(string value) => value.Length <= ValueShown ? value : value[..ValueShown] + "…";
}
