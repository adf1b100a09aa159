using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;

namespace AksEgress.Arm.SignIn;

/// <summary>Reads a certificate and its key from a PEM or PFX file, so that a bad file fails at once and by name.</summary>
internal static class CertificateFile
{
    private static readonly byte[] s_pemMark = "-----BEGIN"u8.ToArray();

    /// <summary>Reads the file.</summary>
    /// <exception cref="ArmAccessException">No such file, or no certificate with a private key in it.</exception>
    public static X509Certificate2 Read(string path, SecureString? password)
    {
        try
        {
            var certificate = Load(path, SecretText.Of(password));
            if (certificate.HasPrivateKey)
            {
                return certificate;
            }

            certificate.Dispose();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ArmAccessException(
                ArmAccessFailure.SignIn,
                $"the certificate '{path}' can't be read: {SecretText.Without(unreadable.Message, password)}",
                unreadable);
        }

        throw new ArmAccessException(ArmAccessFailure.SignIn, $"the certificate '{path}' contains no private key.");
    }

    private static X509Certificate2 Load(string path, string? password)
    {
        var content = File.ReadAllBytes(path);
        if (content.AsSpan().IndexOf(s_pemMark) >= 0)
        {
            return password is null
                ? X509Certificate2.CreateFromPemFile(path)
                : X509Certificate2.CreateFromEncryptedPemFile(path, password);
        }

        // No trace on disk, where the platform can: an Automation sandbox has no profile to keep a key in.
        return new X509Certificate2(
            content, password, OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
    }
}
