using Isotherm.Server.Auth;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Hosting;

/// <summary>
/// Names in the start page's own answer the heatmap that the page will ask for, so that a browser fetches it before it has read any
/// of the page's code, and has it packed. The URL must be the very one that the page asks for (web/src/ui/api.ts).
/// </summary>
/// <param name="networks">The networks; a page that names none opens the first.</param>
/// <param name="ahead">Packs it.</param>
/// <param name="policy">Who may read: where not all may, nothing is named, since the answer could be one to nobody.</param>
internal sealed class EarlyHeatmap(NetworkDirectory networks, ColumnsAhead ahead, SignInPolicy policy)
{
    /// <summary>Names it on an answer with the start page, where there is a block to show.</summary>
    public void Name(HttpContext http)
    {
        if (policy == SignInPolicy.All)
            return;
        var wanted = http.Request.Query["network"].ToString();
        var network = wanted.Length == 0 ? networks.All.Count > 0 ? networks.All[0] : null : networks.Find(wanted);
        if (network?.View.Published is null)
            return;
        _ = ahead.Opened(network, ContentCoding.Best(http.Request, HeatmapBodies.Codings));
        var id = Uri.EscapeDataString(network.Definition.Id);
        http.Response.Headers.Append("Link", $"</api/v1/networks/{id}/heatmap?format=columns>; rel=preload; as=fetch; crossorigin=anonymous");
    }
}
