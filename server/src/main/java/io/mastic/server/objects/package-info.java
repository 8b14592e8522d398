/** S3 over a folder: an embedded s3proxy behind our credentials, our authorisation and our listing. */
@NullMarked
package io.mastic.server.objects;

import org.jspecify.annotations.NullMarked;
