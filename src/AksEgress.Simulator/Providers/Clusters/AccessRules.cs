using System.Net.Sockets;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>
/// The API server's authorized IP ranges. The rules are documented (api-server-authorized-ip-ranges); code and texts aren't
/// recorded.
/// </summary>
internal static class AccessRules
{
    private const string Target = "apiServerAccessProfile.authorizedIPRanges";

    /// <summary>Refuses ranges that violate a rule.</summary>
    public static void Check(ClusterChange change)
    {
        var access = change.Properties.Object("apiServerAccessProfile");
        string[] ranges = [.. access.Array("authorizedIPRanges").Texts()];
        if (ranges.Length == 0)
        {
            return;
        }

        if (access.Flag("enablePrivateCluster") == true)
        {
            throw Refuse("Authorized IP ranges are not supported on private clusters.");
        }

        var most = access.Flag("enableVnetIntegration") == true ? 2000 : 200;
        if (ranges.Length > most)
        {
            throw Refuse($"{ranges.Length} ranges were given but only {most} are allowed.");
        }

        // Service tags are a preview, with one tag at most (api-server-service-tags).
        if (ranges.Count(IsServiceTag) > 1)
        {
            throw Refuse("only one service tag is allowed.");
        }

        foreach (var range in ranges.Where(static range => !IsServiceTag(range)))
        {
            var known = AddressRange.TryParse(range, out var cidr) ? cidr.Address.AddressFamily == AddressFamily.InterNetwork
                : AddressRange.TryAddress(range, out var address) && address.AddressFamily == AddressFamily.InterNetwork;
            if (!known)
            {
                throw Refuse($"'{RequestErrors.Shorten(range)}' is not an IPv4 address or range.");
            }
        }

        if (ranges.Length > 1 && ranges.Contains("0.0.0.0/32"))
        {
            throw Refuse("0.0.0.0/32 must be the only range.");
        }
    }

    private static bool IsServiceTag(string text) =>
        text.Length is > 3 and <= 80
            && char.IsAsciiLetterUpper(text[0])
            && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '.')
            && text.Count(char.IsAsciiLetterUpper) > 1;

    private static RefusalException Refuse(string reason) =>
        ClusterErrors.InvalidParameter(
            $"The value of parameter {Target} is invalid. Error details: {reason} Please see https://aka.ms/aks-naming-rules for more "
                + "details.",
            Target);
}
