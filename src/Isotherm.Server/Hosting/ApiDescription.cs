using System.Numerics;
using Microsoft.OpenApi;

namespace Isotherm.Server.Hosting;

/// <summary>The OpenAPI document.</summary>
internal static class ApiDescription
{
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
        options.AddSchemaTransformer(static (schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type == typeof(BigInteger))
                schema.Type = JsonSchemaType.Integer | (context.JsonTypeInfo.Type == type ? 0 : JsonSchemaType.Null);
            return Task.CompletedTask;
        });
    });
}
