using System.Numerics;
using Isotherm.Server.Api;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Isotherm.Server.Hosting;

/// <summary>The OpenAPI document.</summary>
internal static class ApiDescription
{
    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["network"] = "The network's id, as /networks lists it.",
        ["cluster"] = "The cluster's on-chain id, decimal.",
        ["block"] = $"Which block the answer is about: {BlockSelector.Expected}; latest when absent.",
        ["format"] = $"The form of the answer: {BodyFormat.Expected}; as Accept says when absent.",
        ["since"] = "The id of the last event seen, to resume after it; the header Last-Event-ID goes before it.",
        ["whole"] = "columns: a stream that cannot be resumed says so by the event lost, and the page fetches the columns; else it sends a snapshot.",
        ["after"] = "The member next of the page before this one; the newest page when absent.",
        ["limit"] = "The most items in the answer: transitions 1 to 1000, lines of the log 1 to 500, 100 when absent; deliveries and messages 1 to 200, 50 when absent; liquidations 1 to 200, 20 when absent.",
        ["before"] = "The member next of the page before this one; the newest page when absent.",
        ["all"] = "true for everybody's lines, which the admin alone may ask for; one's own when absent.",
        ["rule"] = "The alert rule's id.",
        ["channel"] = "The channel's id.",
        ["delivery"] = "The delivery's id: the message's, a colon, the channel's.",
        ["state"] = "Only deliveries that stand so: waiting, delivered, dead or expired; all when absent.",
        ["blocks"] = "How many of the last blocks are judged, 1 to 20000; 5000 when absent.",
        ["later"] = "Only what was put up after this ISO-8601 time; all when absent.",
        ["id"] = "The session's or key's id, as its list gives it.",
    };

    /// <summary>Adds it.</summary>
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Isotherm",
                Version = "1",
                Description = "The live liquidation heatmap for GPU networks. Amounts are strings of base units, ratios strings with "
                    + "18 decimals (floor), ids strings of the on-chain integer, times ISO-8601 UTC.",
            };
            document.Servers = null; // wherever this document was fetched
            return Task.CompletedTask;
        });
        // Where it stands, not shared: a shared one would be null everywhere, because it is so somewhere.
        options.CreateSchemaReferenceId = static type =>
            IsInteger(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer(static (schema, context, _) =>
        {
            Number(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, _, _) =>
        {
            Describe(operation);
            return Task.CompletedTask;
        });
    });

    private static bool IsInteger(Type type) => type == typeof(BigInteger) || type == typeof(BigInteger?);

    // That our reader would take numbers in strings is none of the wire's: it has numbers.
    private static void Number(OpenApiSchema schema, Type type)
    {
        if (IsInteger(type))
        {
            schema.Properties = null;
            schema.Type = JsonSchemaType.Integer | (type == typeof(BigInteger) ? 0 : JsonSchemaType.Null);
        }
        else if (schema.Type is { } kinds && (kinds & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0)
        {
            schema.Type = kinds & ~JsonSchemaType.String;
            schema.Pattern = null;
        }
    }

    private static void Describe(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters ?? [])
        {
            if (parameter is OpenApiParameter { Name: { } name } own)
                own.Description = Meanings.GetValueOrDefault(name);
        }

        foreach (var response in operation.Responses ?? [])
        {
            if (response.Value.Content?.TryGetValue(BodyFormat.Csv, out var csv) == true && csv is OpenApiMediaType text)
                text.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
        }
    }
}
