using System.Net.Sockets;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>Addresses of Services within a cluster.</summary>
internal static class ClusterAddresses
{
    /// <summary>The address of the API server's own Service.</summary>
    public static string First(Resource cluster) => Range(cluster).At(1).ToString();

    /// <summary>
    /// Returns a free address. The search starts at a hash of the name, so that the same Service gets the same address.
    /// </summary>
    public static string Next(KubernetesState state, string key)
    {
        var range = Range(state.Cluster);
        HashSet<string> taken = [.. state.All("Service").Select(static item => item.Object("spec").Text("clusterIP")).OfType<string>()];
        var size = 1L << Math.Min(16, 32 - range.Length);
        var start = (long)(IdFactory.Hash(key) % (ulong)size);
        for (long step = 0; step < size; step++)
        {
            var offset = (start + step) % size;
            var address = range.At(offset).ToString();
            if (offset > 16 && offset < size - 1 && !taken.Contains(address))
            {
                return address;
            }
        }

        throw new KubectlException(
            "Error from server (InternalError): Internal error occurred: failed to allocate a serviceIP: range is full");
    }

    /// <summary>A free node port.</summary>
    public static int NextPort(KubernetesState state, string key)
    {
        HashSet<double> taken = [.. state
            .All("Service")
            .SelectMany(static item => item.Object("spec").Array("ports").Objects())
            .Select(static port => port.Number("nodePort") ?? 0)];
        var port = 30000 + (int)(IdFactory.Hash(key) % 2768);
        while (taken.Contains(port))
        {
            port = port == 32767 ? 30000 : port + 1;
        }

        return port;
    }

    private static AddressRange Range(Resource cluster)
    {
        var network = cluster.Document.Object("properties").Object("networkProfile");
        return AddressRange.TryParse(network.Text("serviceCidr"), out var range)
            && range.Address.AddressFamily == AddressFamily.InterNetwork
            && range.Length <= 24
            ? range.Masked() : AddressRange.TryParse("10.0.0.0/16", out var usual) ? usual : throw new InvalidOperationException();
    }
}
