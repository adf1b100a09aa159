using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;

namespace AksEgress.Arm.SignIn;

/// <summary>Reads a certificate and its key from a PEM or PFX file, so that an invalid file is reported early with its name.</summary>
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

        // The key isn't stored on disk if the platform allows that: an Automation sandbox has no profile for keys.
        return new X509Certificate2(
            content, password, OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
    }
}
