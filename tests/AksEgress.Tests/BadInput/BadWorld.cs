using System.Management.Automation;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.BadInput;

/// <summary>A simulated session in which every base call works, with the values of these calls.</summary>
public sealed class BadWorld : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aksegress-bad-");
    private readonly Dictionary<string, object?> _values = [];

    public BadWorld()
    {
        Session = Session.Simulated();
        Session.Script(WhatIfTests.Prepare).Ok();
        Session.Script(
            "$change = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 8 -Confirm:$false").Ok();
        Session.Script("$operation = New-AksEgressCluster started rg -NoWait -Confirm:$false").Ok();
        Session.Set("secret", BadValues.Secure("a-token"));
        Session.Set("credential", new PSCredential("22222222-2222-2222-2222-222222222222", BadValues.Secure("a-secret")));
        File.WriteAllText(Path.Combine(_folder.FullName, "token.jwt"), "e30.e30.x");
        using (var key = RSA.Create(2048))
        using (var certificate = new CertificateRequest(
            "CN=bad-input",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1)))
        {
            File.WriteAllBytes(Path.Combine(_folder.FullName, "certificate.pfx"), certificate.Export(X509ContentType.Pfx, "the-password"));
        }

        Session.Set("federated", Path.Combine(_folder.FullName, "token.jwt"));
        Session.Set("certificate", Path.Combine(_folder.FullName, "certificate.pfx"));
        Other = Session.Script("New-AksEgressIdentity stranger rg").Ok().Single.BaseObject;

        // The identity cmdlets accept identities; for them, a public IP address is the resource of another type.
        OtherToIdentities = Session.Script("Get-AksEgressPublicIp free rg").Ok().Single.BaseObject;
    }

    internal Session Session { get; }

    /// <summary>A session without a connection. It must stay disconnected, whatever the arguments of Connect-AksEgress.</summary>
    internal Session Apart { get; } = new();

    /// <summary>A resource that few parameters accept.</summary>
    internal object Other { get; }

    /// <summary>A resource for parameters that accept an identity.</summary>
    internal object OtherToIdentities { get; }

    /// <summary>The parameters of a valid call.</summary>
    internal Dictionary<string, object?> Base(string command, string set) =>
        BadCases.Base(command, set).ToDictionary(parameter => parameter.Name, parameter => Value(command, parameter));

    public void Dispose()
    {
        Session.Dispose();
        Apart.Dispose();
        _folder.Delete(recursive: true);
    }

    private object? Value(string command, PropertyInfo parameter)
    {
        var expression = BaseCalls.Expression(command, parameter);
        Assert.True(expression is not null, $"{command}: no value is known for the mandatory -{parameter.Name}; add one to BaseCalls.");
        if (!_values.TryGetValue(expression, out var value))
        {
            _values[expression] = value = Session.Script(expression).Ok().Single.BaseObject;
        }

        return value;
    }
}
