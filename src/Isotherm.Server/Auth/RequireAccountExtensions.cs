using Isotherm.Server.Api;
using Isotherm.Server.Auth.Callers;

namespace Isotherm.Server.Auth;

/// <summary>Endpoint filters: what needs an account, and what needs a scope of it. <c>HttpContext.User</c> then has the claims <c>account</c> and <c>scopes</c>.</summary>
internal static class RequireAccountExtensions
{
    /// <summary>401 without a sign-in; 503 where it can't be known now.</summary>
    public static TBuilder RequireAccount<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(static async (invocation, next) =>
            invocation.HttpContext.Finding().Refusal is { } refusal ? refusal : await next(invocation));

    /// <summary>As <see cref="RequireAccount{TBuilder}"/>, and 403 for a key without the scope.</summary>
    /// <param name="endpoints">What needs it.</param>
    /// <param name="scope">One of <see cref="Scopes"/>.</param>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoints, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(async (invocation, next) => invocation.HttpContext.Finding() switch
        {
            { Refusal: { } refusal } => refusal,
            CallerFinding.Known { Caller: var caller } when !caller.May(scope) => Problems.ScopeMissing(scope),
            _ => await next(invocation),
        });

    /// <summary>Stays open where reading needs a sign-in (<see cref="SignInPolicy.All"/>).</summary>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new OpenToAllMetadata());
}
