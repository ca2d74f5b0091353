using System.CommandLine;

namespace Isotherm.Cli;

/// <summary>The option that names a chain's node.</summary>
internal static class NodeOption
{
    /// <summary><c>--node URL</c>, or by another name.</summary>
    public static Option<Uri?> Of(string description, string name = "--node") => new(name)
    {
        Description = description,
        HelpName = "URL",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            {
                return url;
            }

            result.AddError($"Option {name} is '{text}'; expected an http or https URL such as http://127.0.0.1:8545.");
            return null;
        },
    };
}
